import { createGateway } from '../gateway.ts'
import type { Gateway, GatewayOptions } from '../gateway.ts'
import { tempFolder } from './temp-folder.ts'
import { connectWall } from './wall-client.ts'
import type { WallClient } from './wall-client.ts'

export interface RunningGateway {
  readonly gateway: Gateway
  readonly client: WallClient
  readonly address: string
  readonly epoch: string
  readonly revision: number
  readonly dataDir: string
}

/** Starts real gateways for one test and clears everything away with `clear`. */
export interface GatewayBench {
  start(options?: Partial<GatewayOptions>): Promise<RunningGateway>
  clear(): Promise<void>
}

export function makeGatewayBench(): GatewayBench {
  const undo: (() => unknown)[] = []
  return {
    async start(options) {
      const folder = options?.dataDir === undefined ? tempFolder() : undefined
      if (folder) undo.push(folder.remove)
      const dataDir = options?.dataDir ?? folder?.path ?? ''
      const gateway = createGateway({ ...options, dataDir })
      const { address, epoch, revision } = await gateway.start()
      const client = connectWall(address)
      undo.push(
        () => gateway.stop(),
        () => client.close(),
      )
      return { gateway, client, address, epoch, revision, dataDir }
    },
    async clear() {
      for (const step of undo.splice(0).reverse()) await step()
    },
  }
}
