import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { SourceError } from './source.ts'

/** PEM files: the authority that the gateway's certificate comes from, and this wall's own certificate and key. */
export interface TlsOptions {
  readonly caFile: string
  readonly certFile: string
  readonly keyFile: string
}

export interface TlsMaterial {
  readonly ca: Buffer
  readonly cert: Buffer
  readonly key: Buffer
}

const PEM_CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g

/**
 * Reads the files anew for every connection, so that new ones count without a restart. While they are missing,
 * half-written or do not belong together, the last good ones stay in use.
 */
export class TlsFiles {
  readonly #options: TlsOptions
  readonly #onUnusable: (reason: string | undefined) => void
  #lastGood: TlsMaterial | undefined

  /** `onUnusable` hears why the last good files are still in use, and `undefined` once the new ones are. */
  constructor(options: TlsOptions, onUnusable: (reason: string | undefined) => void) {
    this.#options = options
    this.#onUnusable = onUnusable
  }

  /** Throws a `SourceError` while there were never good ones. */
  read(): TlsMaterial {
    try {
      this.#lastGood = readMaterial(this.#options)
      this.#onUnusable(undefined)
      return this.#lastGood
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      if (this.#lastGood === undefined) throw new SourceError('no-certificate', reason)
      this.#onUnusable(reason)
      return this.#lastGood
    }
  }
}

function readMaterial({ caFile, certFile, keyFile }: TlsOptions): TlsMaterial {
  const ca = readPem(caFile)
  const cert = readPem(certFile)
  const key = readPem(keyFile)
  for (const [file, text] of [
    [caFile, ca],
    [certFile, cert],
  ] as const) {
    if (!isWholeCertificates(String(text))) {
      throw new Error(`${file} holds no whole certificate. Write it under another name, then rename it.`)
    }
  }
  if (!isKeyOf(key, cert)) throw new Error(`${keyFile} is not the whole private key of ${certFile}.`)
  return { ca, cert, key }
}

export function readPem(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`The certificate file ${file} cannot be read (${reason}).`, { cause: error })
  }
}

export function isWholeCertificates(text: string): boolean {
  const whole = text.match(PEM_CERTIFICATE) ?? []
  if (whole.length === 0 || whole.length !== text.split('-----BEGIN CERTIFICATE').length - 1) return false
  try {
    for (const one of whole) new X509Certificate(one)
    return true
  } catch {
    return false
  }
}

export function isKeyOf(key: Buffer, cert: Buffer): boolean {
  try {
    return new X509Certificate(cert).checkPrivateKey(createPrivateKey(key))
  } catch {
    return false
  }
}
