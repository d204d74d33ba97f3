import { credentials, status, type ChannelCredentials, type ServiceError } from '@grpc/grpc-js'
import type { LinkProblem } from '../../domain/view/link.ts'
import { SourceError } from './source.ts'
import type { TlsFiles } from './tls-files.ts'
import { probeTcp } from './tcp-probe.ts'
import { probeTls } from './tls-probe.ts'

/** Of one message. The gateway's own are far smaller, unless a single group of changes is larger. */
const MAX_MESSAGE_BYTES = 4 * 1024 * 1024

/**
 * Detection of a dead peer takes keepalive time plus timeout. The channel is its user's own: a channel that
 * got stuck is thrown away with it. The window lets a long resume flow at full speed.
 */
export const CHANNEL_OPTIONS = {
  'grpc.keepalive_time_ms': 10_000,
  'grpc.keepalive_timeout_ms': 5_000,
  'grpc.keepalive_permit_without_calls': 1,
  'grpc.max_receive_message_length': MAX_MESSAGE_BYTES,
  'grpc.use_local_subchannel_pool': 1,
  'grpc.enable_retries': 0,
  'grpc-node.flow_control_window': 4 * 1024 * 1024,
} as const

/** How to reach a gateway. */
export interface Channels {
  /**
   * Resolves when somebody answers there; rejects with a `SourceError`. Asked before a channel is made: one that
   * has failed goes on connecting after it was closed, and an outage of days would leave thousands of them.
   */
  reach(address: string, signal: AbortSignal): Promise<void>
  /** Asked before every new connection. Throws a `SourceError`. */
  credentials(): ChannelCredentials
  /** What went wrong, in the wall's words. */
  explain(error: unknown): Promise<SourceError>
}

export const plainChannels: Channels = {
  reach: probeTcp,
  credentials: () => credentials.createInsecure(),
  explain: (error) => Promise.resolve(toSourceError(error)),
}

/** Both sides show a certificate. Each connection uses the files as they are when it begins. */
export function tlsChannels(address: string, files: TlsFiles): Channels {
  return {
    // A bare connection would look to the gateway like a wall that does not trust it.
    async reach(_address, signal) {
      const found = await probeTls(address, files.read())
      signal.throwIfAborted()
      if (found !== undefined) throw found
    },
    credentials() {
      const { ca, cert, key } = files.read()
      return credentials.createSsl(ca, key, cert)
    },
    async explain(error) {
      const told = toSourceError(error)
      if (told.problem !== 'unreachable') return told
      return (await probeTls(address, files.read())) ?? told
    },
  }
}

function toSourceError(error: unknown): SourceError {
  const { code, details, message } = error as ServiceError
  if (code === status.RESOURCE_EXHAUSTED) return exhausted(details ?? '')
  return new SourceError(problemOf(code, details ?? ''), details ?? message ?? String(error))
}

/**
 * One status for two things: grpc-js uses it for a message that this wall does not take, the other side for a
 * limit of its own.
 */
function exhausted(details: string): SourceError {
  const [, size] = /^Received message larger than max \((\d+) vs/.exec(details) ?? []
  if (size === undefined) {
    const asked = 'Have its operator raise the limit, or connect fewer walls.'
    return new SourceError(
      'quota',
      `The gateway refuses this wall for a limit of its own (${details}). ${asked}`,
    )
  }
  const sentence =
    `The gateway sends a message of ${size} bytes, and a wall takes ${MAX_MESSAGE_BYTES} at most. Have the ` +
    'platform that published this record shorten or split it; the wall then goes on by itself within a minute.'
  return new SourceError('too-large', sentence)
}

function problemOf(code: number | undefined, details: string): LinkProblem {
  switch (code) {
    case status.UNAVAILABLE:
      return details.includes('stopping') ? 'stopping' : 'unreachable'
    case status.DEADLINE_EXCEEDED:
      return 'silent'
    case status.UNIMPLEMENTED:
    case status.UNKNOWN:
      return 'not-a-gateway'
    case status.INTERNAL:
      return details.includes('parsing') ? 'undecodable' : 'not-a-gateway'
    case status.UNAUTHENTICATED:
      return details.includes('expired') ? 'expired' : 'no-certificate'
    case status.PERMISSION_DENIED:
      return 'refused'
    case status.ABORTED:
      return 'too-slow'
    default:
      return 'other'
  }
}
