import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createGateway } from '../gateway.ts'
import type { Gateway, GatewayOptions } from '../gateway.ts'
import type { TlsPaths } from '../tls/tls-material.ts'
import type { Certificates } from './certificates.ts'
import { logLines } from './log-lines.ts'
import type { LogLines } from './log-lines.ts'
import { tempFolder } from './temp-folder.ts'
import { connectWall } from './wall-client.ts'
import type { WallClient } from './wall-client.ts'

interface NamedIdentity {
  readonly name: string
  readonly role: string
  readonly districts?: readonly string[]
}

export const IDENTITIES: readonly NamedIdentity[] = [
  { name: 'viewer', role: 'viewer' },
  { name: 'seat', role: 'seat', districts: ['south'] },
  { name: 'leader', role: 'duty-leader' },
  { name: 'admin', role: 'admin' },
  { name: 'platform', role: 'platform' },
]

/** A gateway with mutual TLS, in folders of its own. */
export interface SecureGateway {
  readonly gateway: Gateway
  readonly address: string
  readonly dataDir: string
  readonly log: LogLines
  /** The copies that this gateway looks at. */
  readonly paths: TlsPaths
  readonly identitiesPath: string
  connect(name?: string, ca?: string): WallClient
}

export function makeSecureBench(certificates: () => Certificates) {
  const undo: (() => unknown)[] = []
  return {
    async start(
      options: Partial<GatewayOptions> = {},
      identities: readonly NamedIdentity[] = IDENTITIES,
    ): Promise<SecureGateway> {
      const folder = tempFolder()
      undo.push(folder.remove)
      const identitiesPath = join(folder.path, 'identities.json')
      writeFileSync(identitiesPath, JSON.stringify({ identities }))
      const log = logLines()
      const paths = certificates().copyTo(folder.path)
      const dataDir = join(folder.path, 'data')
      const gateway = createGateway({ dataDir, tls: paths, identitiesPath, logger: log.logger, ...options })
      const { address } = await gateway.start()
      undo.push(() => gateway.stop())
      const connect = (name?: string, ca?: string): WallClient => {
        const client = connectWall(address, certificates().credentials(name, ca))
        undo.push(() => client.close())
        return client
      }
      return { gateway, address, dataDir, log, paths, identitiesPath, connect }
    },
    async clear(): Promise<void> {
      for (const step of undo.splice(0).reverse()) await step()
    },
  }
}
