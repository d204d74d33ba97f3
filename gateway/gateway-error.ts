/** The gateway cannot do what it was started for. The message is a sentence for the person who started it. */
export class GatewayError extends Error {
  override readonly name = 'GatewayError'
}
