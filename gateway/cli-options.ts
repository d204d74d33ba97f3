import { parseArgs } from 'node:util'
import type { GatewayOptions } from './gateway.ts'
import { ROLES, isRole } from './identity/roles.ts'
import type { Role } from './identity/roles.ts'
import { errorText } from './log/log-error.ts'
import type { TlsPaths } from './tls/tls-material.ts'

export const USAGE = `usage: npm run gateway -- [--listen HOST:PORT] [--data DIR] [--scenario NAME [--scenario-start HH:MM] | --empty]
                          [--seed N] [--speed X] [--retain N] [--no-proof-of-life] [--local-role ROLE]
                          [--tls-cert FILE --tls-key FILE --tls-ca FILE [--tls-crl FILE] --identities FILE]

  --listen HOST:PORT     default 127.0.0.1:5510; beyond this machine with TLS only
  --data DIR             log and audit, default data/gateway
  --scenario NAME        play a scenario; --empty (the default) plays none
  --scenario-start HH:MM opens it at another time of its day, in China
  --seed N, --speed X    of the scenario; speed is server seconds per real second
  --retain N             changes kept before compaction, default 200000
  --no-proof-of-life     do not append the synthetic case that proves the way to the glass every minute
  --local-role ROLE      without TLS, what everybody on this machine is: viewer, seat, duty-leader (default), admin
  --tls-cert, --tls-key  certificate and key of the gateway, PEM; read again when they change
  --tls-ca FILE          the CA that issued it and the certificates of all clients, PEM
  --tls-crl FILE         what that CA has revoked, PEM; read again when it changes, and open connections are closed
  --identities FILE      who is let in, and as what: JSON, read again when it changes
                         {"identities": [{"name": CN or SAN URI, "role": ROLE, "districts": [GRID ID, ...]}]}
                         ROLE is one of ${ROLES.join(', ')}; no districts are all districts`

export class UsageError extends Error {}

/** Throws a `UsageError` with a sentence; undefined where only help was asked for. */
export function readOptions(args: readonly string[]): GatewayOptions | undefined {
  const values = parse(args)
  if (values.help) return undefined
  if (values.empty && values.scenario !== undefined)
    throw new UsageError('--empty and --scenario exclude each other')
  if (values['scenario-start'] !== undefined && values.scenario === undefined)
    throw new UsageError('--scenario-start needs a --scenario that it opens')
  return {
    listen: values.listen,
    dataDir: values.data,
    scenario: values.scenario,
    ...(values['scenario-start'] !== undefined && { scenarioStart: values['scenario-start'] }),
    seed: number('seed', values.seed, Number.isSafeInteger),
    ...(values.speed && { speed: number('speed', values.speed, (speed) => speed > 0 && speed <= 10_000) }),
    retain: number('retain', values.retain, (count) => Number.isSafeInteger(count) && count > 0),
    proofOfLife: !values['no-proof-of-life'],
    tls: tlsPaths(values['tls-cert'], values['tls-key'], values['tls-ca'], values['tls-crl']),
    identitiesPath: values.identities,
    localRole: localRole(values['local-role']),
  }
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const
  try {
    return parseArgs({
      args: [...args],
      options: {
        help: { type: 'boolean', default: false },
        listen: { type: 'string', default: '127.0.0.1:5510' },
        data: { type: 'string', default: 'data/gateway' },
        scenario: text,
        'scenario-start': text,
        empty: { type: 'boolean', default: false },
        'no-proof-of-life': { type: 'boolean', default: false },
        seed: { type: 'string', default: '1' },
        speed: text,
        retain: { type: 'string', default: '200000' },
        'tls-cert': text,
        'tls-key': text,
        'tls-ca': text,
        'tls-crl': text,
        identities: text,
        'local-role': text,
      },
    }).values
  } catch (error) {
    throw new UsageError(errorText(error))
  }
}

function tlsPaths(
  certPath: string | undefined,
  keyPath: string | undefined,
  caPath: string | undefined,
  crlPath: string | undefined,
): TlsPaths | undefined {
  const paths = [certPath, keyPath, caPath, crlPath]
  if (paths.every((path) => path === undefined)) return undefined
  if (certPath === undefined || keyPath === undefined || caPath === undefined) {
    throw new UsageError('TLS needs all of --tls-cert, --tls-key and --tls-ca')
  }
  return { certPath, keyPath, caPath, crlPath }
}

function localRole(text: string | undefined): Role | undefined {
  if (text === undefined || (isRole(text) && text !== 'platform')) return text
  throw new UsageError(`--local-role ${text} is not one of viewer, seat, duty-leader, admin`)
}

function number(name: string, text: string, fits: (value: number) => boolean): number {
  const value = text.trim() === '' ? Number.NaN : Number(text)
  if (!fits(value)) throw new UsageError(`--${name} ${text} is not a number that can be used`)
  return value
}
