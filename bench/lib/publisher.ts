import { credentials } from '@grpc/grpc-js'
import { IntakeClient, type IntakeRecord, type PublishResponse } from '../../proto/gen/wall/v1/intake.ts'

export interface Publisher {
  publish(records: readonly IntakeRecord[]): Promise<PublishResponse>
  close(): void
}

/** Publishes through the wire, as a city's platform does. A refused record is an error here. */
export function connectPublisher(address: string): Publisher {
  const client = new IntakeClient(address, credentials.createInsecure())
  return {
    publish: (records) =>
      new Promise((resolve, reject) => {
        client.publish({ source: 'bench', records: [...records], atomic: false }, (error, response) => {
          const refused = response?.results.find((result) => result.refusal !== '')
          if (error !== null) reject(error)
          else if (refused !== undefined) reject(new Error(refused.refusal))
          else resolve(response)
        })
      }),
    close: () => client.close(),
  }
}

/** Publishes `count` records made by `make`, several requests at once, and returns the last revision. */
export async function publishMany(
  publisher: Publisher,
  count: number,
  make: (serial: number) => IntakeRecord,
): Promise<number> {
  const PER_REQUEST = 500
  const AT_ONCE = 4
  let next = 0
  let revision = 0
  async function work(): Promise<void> {
    while (next < count) {
      const from = next
      next = Math.min(count, from + PER_REQUEST)
      const records = Array.from({ length: next - from }, (_, offset) => make(from + offset))
      const response = await publisher.publish(records)
      revision = Math.max(revision, response.revision)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return revision
}
