import { isIPv4, isIPv6 } from 'node:net'

export interface ServeAddress {
  readonly host: string
  readonly port: number
}

const MAX_PORT = 65_535
const EVERYWHERE: readonly string[] = ['0.0.0.0', '::']

/** `HOST:PORT`, an IPv6 address in brackets. Throws a sentence. */
export function parseServeAddress(text: string): ServeAddress {
  const [, bracketed, plain, digits = ''] = /^(?:\[([^\]]+)\]|([^:/\s]+)):(\d{1,5})$/.exec(text) ?? []
  const host = bracketed ?? plain ?? ''
  const port = Number(digits)
  if (host === '' || port > MAX_PORT || (bracketed !== undefined && !isIPv6(bracketed))) {
    throw new Error(`must be HOST:PORT, for example 127.0.0.1:4510 or [::1]:4510, not "${text}"`)
  }
  return { host, port }
}

/**
 * What is sent in the open can be read and changed on the way, and the token with it: beyond this machine the wall
 * is served with TLS, or not at all. Throws a sentence.
 */
export function requireSafe({ host }: ServeAddress, isEncrypted: boolean): void {
  if (isEncrypted || isLoopback(host)) return
  throw new Error(
    `${host} can be reached from other machines, and without TLS everybody on the way could read and act. ` +
      'Give --serve-cert FILE and --serve-key FILE, or listen on 127.0.0.1.',
  )
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'))
}

/** Every address of this machine, none in particular. */
export function isEverywhere(host: string): boolean {
  return EVERYWHERE.includes(host)
}

/** As it stands in an address and in a Host header. */
export function formatHost(host: string): string {
  return isIPv6(host) ? `[${host}]` : host
}
