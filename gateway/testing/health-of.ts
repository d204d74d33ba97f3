import { credentials, makeGenericClientConstructor } from '@grpc/grpc-js'
import { service } from 'grpc-health-check'

interface HealthClient {
  check(
    request: { readonly service: string },
    callback: (error: Error | null, response: { readonly status: string }) => void,
  ): void
  close(): void
}

/** What `grpc.health.v1.Health` says of a service. */
export async function healthOf(address: string, name: string): Promise<string> {
  const Client = makeGenericClientConstructor(service as never, 'health')
  const client = new Client(address, credentials.createInsecure()) as unknown as HealthClient
  try {
    return await new Promise<string>((resolve, reject) =>
      client.check({ service: name }, (error, response) =>
        error ? reject(error) : resolve(response.status),
      ),
    )
  } finally {
    client.close()
  }
}
