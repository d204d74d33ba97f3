import { formatHost, isEverywhere, isLoopback, type ServeAddress } from './serve-address.ts'
import { isNamed, namesIn, type ServeCertificate } from './serve-certificate.ts'

/** Under which names this wall answers, and whether what is said to it is encrypted. */
export interface Site {
  readonly scheme: 'http' | 'https'
  /** `hostHeader`: HOST or HOST:PORT, as a browser sends it. */
  answersTo(hostHeader: string): boolean
  /** For the sentence that refuses. */
  readonly names: readonly string[]
  /** The name to put into the address that is printed. */
  readonly host: string
}

const DEFAULT_PORT = { http: 80, https: 443 } as const
const LOCAL_NAMES: readonly string[] = ['127.0.0.1', 'localhost']

/** In the open only loopback names: a foreign name that was bound to this machine gets nothing. */
export function openSite({ host }: ServeAddress, port: () => number): Site {
  const names = [...new Set([...LOCAL_NAMES, host])]
  return {
    scheme: 'http',
    names,
    host,
    answersTo: (header) => names.includes(nameIn(header, port(), 'http') ?? ''),
  }
}

/** With TLS the names in the certificate: no browser comes by any other. */
export function encryptedSite(
  { host }: ServeAddress,
  port: () => number,
  certificate: () => ServeCertificate,
): Site {
  return {
    scheme: 'https',
    get names() {
      return namesIn(certificate().leaf)
    },
    get host() {
      if (!isEverywhere(host)) return host
      const names = namesIn(certificate().leaf)
      return names.find((name) => !isLoopback(name) && !name.includes('*')) ?? names[0] ?? host
    },
    answersTo(header) {
      const name = nameIn(header, port(), 'https')
      return name !== undefined && isNamed(certificate().leaf, name)
    },
  }
}

export function addressOf({ scheme, host }: Site, port: number): string {
  return `${scheme}://${formatHost(host)}:${port}`
}

/** The name in a Host header, if the port in it is ours. */
function nameIn(header: string, port: number, scheme: Site['scheme']): string | undefined {
  const [, bracketed, plain, digits] =
    /^(?:\[([0-9a-f:.]+)\]|([^:/@\s[\]]+))(?::(\d{1,5}))?$/i.exec(header) ?? []
  const given = digits === undefined ? DEFAULT_PORT[scheme] : Number(digits)
  return given === port ? (bracketed ?? plain) : undefined
}
