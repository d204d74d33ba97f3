import { readFileSync } from 'node:fs'
import { credentials, type ChannelCredentials } from '@grpc/grpc-js'

/** In the open without files; mutual TLS with all three. Throws a sentence otherwise. */
export function clientCredentials(
  certPath: string | undefined,
  keyPath: string | undefined,
  caPath: string | undefined,
): ChannelCredentials {
  if (certPath === undefined && keyPath === undefined && caPath === undefined) {
    return credentials.createInsecure()
  }
  if (certPath === undefined || keyPath === undefined || caPath === undefined) {
    throw new Error('TLS needs all of --tls-cert, --tls-key and --tls-ca.')
  }
  try {
    return credentials.createSsl(readFileSync(caPath), readFileSync(keyPath), readFileSync(certPath))
  } catch (error) {
    throw new Error(
      `The TLS files cannot be used: ${error instanceof Error ? error.message : String(error)}. ` +
        'Check --tls-cert, --tls-key and --tls-ca.',
      { cause: error },
    )
  }
}
