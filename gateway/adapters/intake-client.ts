import { credentials, status, type ChannelCredentials, type ServiceError } from '@grpc/grpc-js'
import { IntakeClient, type PublishRequest, type PublishResponse } from '../../proto/gen/wall/v1/intake.ts'
import { WallFeedClient, type TimeResponse } from '../../proto/gen/wall/v1/wall_feed.ts'

/** The two calls of a gateway that an importer needs. Errors are sentences. */
export interface IntakeConnection {
  time(): Promise<TimeResponse>
  publish(request: PublishRequest): Promise<PublishResponse>
  close(): void
}

/** Throws a sentence when nobody answers at `address` before `limitMs` have passed. */
export async function connectIntake(
  address: string,
  limitMs: number,
  nowMs: number,
  secret: ChannelCredentials = credentials.createInsecure(),
): Promise<IntakeConnection> {
  const intake = new IntakeClient(address, secret)
  const feed = new WallFeedClient(address, secret)
  const close = () => {
    intake.close()
    feed.close()
  }
  await new Promise<void>((resolve, reject) => {
    intake.waitForReady(nowMs + limitMs, (error) => {
      if (error === undefined) return resolve()
      close()
      reject(new Error(`No gateway answers at ${address}. Start one: npm run gateway -- --listen ${address}`))
    })
  })
  return {
    time: () => call(address, (done) => feed.time({}, done)),
    publish: (request) => call(address, (done) => intake.publish(request, done)),
    close,
  }
}

type Callback<Response> = (error: ServiceError | null, response: Response) => void

function call<Response>(address: string, start: (done: Callback<Response>) => unknown): Promise<Response> {
  return new Promise((resolve, reject) => {
    start((error, response) => {
      if (error === null) resolve(response)
      else reject(new Error(sentence(address, error)))
    })
  })
}

function sentence(address: string, { code, details }: ServiceError): string {
  if (code === status.UNAVAILABLE || code === status.DEADLINE_EXCEEDED) {
    return `The gateway at ${address} no longer answers.`
  }
  return `The gateway at ${address} refused the call: ${details}`
}
