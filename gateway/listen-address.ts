import { isIPv4, isIPv6 } from 'node:net'
import { GatewayError } from './gateway-error.ts'

export interface ListenAddress {
  readonly host: string
  readonly port: number
}

const PORT_MAX = 65_535

/** `HOST:PORT`. Without TLS the wire is open to read, so that only this machine is listened on. */
export function parseListenAddress(text: string, isEncrypted = false): ListenAddress {
  const colon = text.lastIndexOf(':')
  const host = text.slice(0, Math.max(0, colon)).replace(/^\[(.*)\]$/, '$1')
  const port = Number(text.slice(colon + 1))
  if (colon < 1 || !Number.isInteger(port) || port < 0 || port > PORT_MAX || text.endsWith(':')) {
    throw new GatewayError(`"${text}" is not HOST:PORT, for example 127.0.0.1:5510`)
  }
  if (!isEncrypted && !isLoopback(host)) {
    throw new GatewayError(
      `${host} is not a loopback address; without TLS the gateway listens on 127.0.0.1, ::1 or localhost only`,
    )
  }
  return { host, port }
}

export function formatAddress({ host, port }: ListenAddress): string {
  return isIPv6(host) ? `[${host}]:${port}` : `${host}:${port}`
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'))
}
