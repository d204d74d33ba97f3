import type { Server } from '@grpc/grpc-js'
import type { Logger } from 'pino'
import type { Clock } from '../../domain/clock.ts'
import type { AuditLog } from '../audit/audit-log.ts'
import type { ListenAddress } from '../listen-address.ts'
import { bindTls } from '../listening.ts'
import { openTlsFiles } from './tls-files.ts'
import type { RevocationList } from './revocation-list.ts'
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
    onRotated(material, before) {
      logger.info(changeSentence(material, before))
      const { fingerprint, revocations } = material
      const revokedCount = revokedIn(revocations)
      if (fingerprint === before.fingerprint) void audit.append('revocations.read', '', { revokedCount })
      else void audit.append('certificate.rotated', '', { fingerprint, revokedCount })
      listener?.use(material)
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

function changeSentence(material: TlsMaterial, before: TlsMaterial): string {
  if (material.fingerprint !== before.fingerprint)
    return `the certificate was rotated: ${described(material)}`
  return `the CA or its revocation list was read again: ${described(material)}`
}

function described({ fingerprint, validToMs, revocations }: TlsMaterial): string {
  const certificate = `${fingerprint}, valid to ${new Date(validToMs).toISOString()}`
  if (revocations.length === 0) return `${certificate}; nothing can be revoked without --tls-crl`
  const ends = Math.min(...revocations.map((list) => list.validToMs))
  const until = Number.isFinite(ends) ? ` by a list valid to ${new Date(ends).toISOString()}` : ''
  return `${certificate}; ${revokedIn(revocations)} revoked${until}`
}

function revokedIn(lists: readonly RevocationList[]): number {
  return lists.reduce((sum, { serials }) => sum + serials.size, 0)
}
