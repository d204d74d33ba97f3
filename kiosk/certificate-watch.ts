import { type Cancel, type Clock, setRepeatingTimer } from '../domain/clock.ts'
import type { Logger } from '../core/log.ts'
import { readServeCertificate, type ServeCertificate, type ServeFiles } from './serve-certificate.ts'

const LOOK_EVERY_MS = 1_000

interface CertificateWatchOptions {
  readonly files: ServeFiles
  readonly host: string
  readonly clock: Clock
  readonly log: Logger
  readonly onChanged: (certificate: ServeCertificate) => void
}

/**
 * The certificate that the wall is served with. Its files are looked at every second; new ones are used when both
 * are whole and belong together, and until then the last good ones stay, which is said once.
 */
export class CertificateWatch {
  readonly #options: CertificateWatchOptions
  #current: ServeCertificate
  #complaint = ''
  #cancel: Cancel = () => {}

  private constructor(options: CertificateWatchOptions, current: ServeCertificate) {
    this.#options = options
    this.#current = current
  }

  /** Throws a sentence when the files cannot be used. */
  static open(options: CertificateWatchOptions): CertificateWatch {
    const { files, host, clock } = options
    return new CertificateWatch(options, readServeCertificate(files, host, clock.wallMs()))
  }

  get current(): ServeCertificate {
    return this.#current
  }

  start(): void {
    this.#cancel = setRepeatingTimer(this.#options.clock, LOOK_EVERY_MS, () => this.#look())
  }

  stop(): void {
    this.#cancel()
  }

  #look(): void {
    const { files, host, clock, log, onChanged } = this.#options
    try {
      const found = readServeCertificate(files, host, clock.wallMs())
      this.#complaint = ''
      if (found.cert.equals(this.#current.cert) && found.key.equals(this.#current.key)) return
      this.#current = found
      onChanged(found)
      log.info({ fingerprint: found.leaf.fingerprint256 }, 'the wall is served with a new certificate')
    } catch (error) {
      const complaint = error instanceof Error ? error.message : String(error)
      if (complaint === this.#complaint) return
      this.#complaint = complaint
      log.error(`${complaint} The certificate from before stays in use.`)
    }
  }
}
