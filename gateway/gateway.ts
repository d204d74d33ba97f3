import type { PublishRequest, PublishResponse } from '../proto/gen/wall/v1/intake.ts'
import type { GatewayOptions, GatewayStart } from './gateway-options.ts'
import { publish } from './intake/publish.ts'
import { startGateway } from './start-gateway.ts'
import type { Running } from './start-gateway.ts'

export type { GatewayOptions, GatewayStart }

/** A gateway: `start` opens the log and listens, `stop` finishes what is under way and closes both. */
export interface Gateway {
  start(): Promise<GatewayStart>
  stop(): Promise<void>
  /** The same as `Intake.Publish`, for adapters in this process. */
  publish(request: PublishRequest): Promise<PublishResponse>
  /** Server time, once started. */
  serverMs(): number
}

export function createGateway(options: GatewayOptions): Gateway {
  let running: Running | undefined
  return {
    async start() {
      if (running) throw new Error('the gateway has been started already')
      running = await startGateway(options)
      return running.started
    },
    async stop() {
      const stopping = running
      running = undefined
      await stopping?.stop()
    },
    publish: (request) => publish(required(running).log, request),
    serverMs: () => required(running).clock.wallMs(),
  }
}

function required(running: Running | undefined): Running {
  if (!running) throw new Error('the gateway is not running')
  return running
}
