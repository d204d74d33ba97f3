import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

export interface HoldProxy {
  readonly address: string
  /** Resolves once a connection carried this text to the gateway; from there on nothing comes back on it. */
  holdAnswerTo(text: string): Promise<void>
  stop(): void
}

/** A road to a gateway on which the answer to one request gets lost, and the request does not. */
export async function startHoldProxy(gateway: string): Promise<HoldProxy> {
  const sockets = new Set<Socket>()
  const [host = '', port = ''] = gateway.split(':')
  let held: { readonly text: string; readonly onSeen: () => void } | undefined
  const server = createServer((wall) => {
    const far = connect(Number(port), host)
    let isHeld = false
    wall.on('data', (data) => {
      if (held !== undefined && data.includes(held.text)) {
        isHeld = true
        held.onSeen()
      }
      far.write(data)
    })
    far.on('data', (data) => isHeld || wall.write(data))
    for (const [one, other] of [
      [wall, far],
      [far, wall],
    ] as const) {
      sockets.add(one)
      one.on('error', () => other.destroy())
      one.on('close', () => other.destroy())
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    holdAnswerTo: (text) => new Promise((resolve) => (held = { text, onSeen: resolve })),
    stop() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}
