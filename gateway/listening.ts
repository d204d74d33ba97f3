import { ServerCredentials } from '@grpc/grpc-js'
import type { Server } from '@grpc/grpc-js'
import { GatewayError } from './gateway-error.ts'
import { formatAddress } from './listen-address.ts'
import type { ListenAddress } from './listen-address.ts'
import { listenTls } from './tls/tls-listener.ts'
import type { TlsListener, TlsListenerOptions } from './tls/tls-listener.ts'

/** Binds the server in the open and returns the port, which is a new one where port 0 was asked for. */
export function bind(server: Server, address: ListenAddress): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync(formatAddress(address), ServerCredentials.createInsecure(), (error, port) => {
      if (!error) return resolve(port)
      reject(new GatewayError(bindSentence(address, error)))
    })
  })
}

export async function bindTls(options: TlsListenerOptions): Promise<TlsListener> {
  try {
    return await listenTls(options)
  } catch (error) {
    throw new GatewayError(
      bindSentence(options.address, error instanceof Error ? error : new Error(String(error))),
    )
  }
}

function bindSentence(address: ListenAddress, error: Error): string {
  const where = formatAddress(address)
  if (error.message.includes('EADDRINUSE')) {
    return `${where} is in use by another program: stop it, or choose another address with --listen`
  }
  if (error.message.includes('EACCES')) {
    return `${where} may not be listened on by this user: choose a port above 1023 with --listen`
  }
  return `${where} cannot be listened on: ${error.message}`
}

/** Lets calls under way finish, and cuts what is left after `graceMs`. */
export function shutDown(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => server.forceShutdown(), graceMs)
    server.tryShutdown(() => {
      clearTimeout(force)
      resolve()
    })
  })
}
