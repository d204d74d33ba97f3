import type { Server } from '@grpc/grpc-js'
import type { Logger } from 'pino'
import type { Clock } from '../../domain/clock.ts'
import type { AuditLog } from '../audit/audit-log.ts'
import type { ListenAddress } from '../listen-address.ts'
import { bindTls } from '../listening.ts'
import { openTlsFiles } from './tls-files.ts'
import type { TlsListener } from './tls-listener.ts'
import type { TlsMaterial, TlsPaths } from './tls-material.ts'

interface TlsServing {
  readonly server: Server
  readonly address: ListenAddress
  readonly paths: TlsPaths
  readonly clock: Clock
  readonly audit: Pick<AuditLog, 'append'>
  readonly logger: Logger
  readonly onTurnedAway: (peer: string, sentence: string) => void
}

/** Listens with the files as they are, and goes on with new ones without a restart. */
export async function serveTls(serving: TlsServing): Promise<{ readonly port: number; close(): void }> {
  const { address, paths, clock, audit, logger } = serving
  let listener: TlsListener | undefined
  const files = openTlsFiles({
    paths,
    host: address.host,
    clock,
    onRotated(material) {
      listener?.use(material)
      logger.info(`the certificate was rotated: ${described(material)}`)
      void audit.append('certificate.rotated', '', { fingerprint: material.fingerprint })
    },
    onRefused(sentence) {
      logger.error(`${sentence}; the certificate from before stays in use`)
      void audit.append('certificate.refused', '', { sentence })
    },
  })
  try {
    listener = await bindTls({ ...serving, material: files.current })
  } catch (error) {
    files.stop()
    throw error
  }
  logger.info(`TLS with the certificate ${described(files.current)}`)
  const { port, close } = listener
  return {
    port,
    close() {
      files.stop()
      close()
    },
  }
}

function described({ fingerprint, validToMs }: TlsMaterial): string {
  return `${fingerprint}, valid to ${new Date(validToMs).toISOString()}`
}
