import type { Logger } from 'pino'
import type { Clock } from '../domain/clock.ts'
import type { AuditLog } from './audit/audit-log.ts'
import { GatewayError } from './gateway-error.ts'
import { byCertificate, everybodyIs } from './identity/caller.ts'
import type { Recognise } from './identity/caller.ts'
import { openIdentityFile } from './identity/identity-file.ts'
import type { Role } from './identity/roles.ts'
import type { TlsPaths } from './tls/tls-material.ts'

export interface AccessOptions {
  /** Mutual TLS: who calls is proven by a certificate. */
  readonly tls?: TlsPaths | undefined
  /** The file that says what the names in certificates stand for. */
  readonly identitiesPath?: string | undefined
  /** Without TLS, what everybody on this machine may do. */
  readonly localRole?: Role | undefined
}

export interface Access {
  readonly recognise: Recognise
  /** For the log and the audit: how callers are known. */
  readonly description: string
  stop(): void
}

interface AccessParts {
  readonly clock: Clock
  readonly audit: Pick<AuditLog, 'append'>
  readonly logger: Logger
  /** Somebody may have lost a right just now. */
  readonly onChanged: () => void
}

const DEFAULT_ROLE: Role = 'duty-leader'

/** Options that contradict each other are refused before anything is opened. */
export function requireSound({ tls, identitiesPath, localRole }: AccessOptions): void {
  if (tls && identitiesPath === undefined) {
    throw new GatewayError('TLS needs --identities FILE: without it nobody would be let in')
  }
  if (!tls && identitiesPath !== undefined) {
    throw new GatewayError('--identities needs TLS: without certificates nobody can prove a name')
  }
  if (tls && localRole !== undefined) {
    throw new GatewayError('--local-role is for a gateway without TLS: with it, the identity file decides')
  }
}

export function openAccess({ identitiesPath, localRole }: AccessOptions, parts: AccessParts): Access {
  if (identitiesPath !== undefined) return openNamed(identitiesPath, parts)
  const role = localRole ?? DEFAULT_ROLE
  const description = `no TLS: everybody on this machine is ${role}, and may report facts as a platform`
  return { recognise: everybodyIs(role), description, stop: () => undefined }
}

function openNamed(path: string, { clock, audit, logger, onChanged }: AccessParts): Access {
  const file = openIdentityFile({
    path,
    clock,
    onChanged: (change) => {
      logger.info(change, `the identity file ${path} was read again`)
      void audit.append('identity.changed', '', { path, ...change })
      onChanged()
    },
    onRefused: (sentence) => {
      logger.error(`${sentence}; the identities from before stay in force`)
      void audit.append('identity.refused', '', { path, sentence })
    },
  })
  return {
    recognise: byCertificate((name) => file.find(name)),
    description: `mutual TLS: ${file.size} identities in ${path}`,
    stop: () => file.stop(),
  }
}
