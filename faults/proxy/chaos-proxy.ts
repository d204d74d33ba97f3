import { connect, createServer, type Server, type Socket } from 'node:net'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { ThrottledPipe, type Shape } from './throttled-pipe.ts'

/**
 * What the proxy does to the bytes between a wall and its gateway.
 * - `pass`: nothing.
 * - `refuse`: nobody listens; connections that are open are reset.
 * - `stall`: sockets stay open, and not a byte moves in either direction.
 * - `swallow`: new connections are accepted and answered by silence: no SETTINGS ever come.
 */
export type Mode = 'pass' | 'refuse' | 'stall' | 'swallow'

const LISTEN_ATTEMPTS = 50
const LISTEN_AGAIN_MS = 100

interface Pair {
  readonly client: Socket
  readonly server: Socket
  readonly pipes: readonly ThrottledPipe[]
}

/** A man in the middle on loopback who obeys: every fault of a network, without touching the network. */
export class ChaosProxy {
  #target: { readonly host: string; readonly port: number }
  readonly #pairs = new Set<Pair>()
  readonly #silent = new Set<Socket>()
  #mode: Mode = 'pass'
  #shape: Shape = { delayMs: 0 }
  #cutAfter: { bytes: number; how: 'reset' | 'half-close' } | undefined
  #listener: Server | undefined
  #port = 0
  /** Connections that were ever accepted. */
  acceptedCount = 0
  /** Connections accepted since the cut that was ordered last; absent until it was made. */
  acceptedSinceCut: number | undefined

  constructor(targetAddress: string) {
    this.#target = parse(targetAddress)
  }

  get address(): string {
    return `127.0.0.1:${this.#port}`
  }

  get openCount(): number {
    return this.#pairs.size
  }

  async start(): Promise<void> {
    await this.#listen()
  }

  async stop(): Promise<void> {
    this.resetAll()
    for (const socket of this.#silent) socket.destroy()
    await this.#unlisten()
  }

  async setMode(mode: Mode): Promise<void> {
    this.#mode = mode
    if (mode === 'refuse') {
      await this.#unlisten()
      this.resetAll()
    } else {
      await this.#listen()
    }
    if (mode !== 'swallow') for (const socket of this.#silent) socket.destroy()
    for (const { pipes } of this.#pairs) for (const pipe of pipes) pipe.hold(mode === 'stall')
  }

  /** Connections from now on go somewhere else: the gateway moved. */
  retarget(address: string): void {
    this.#target = parse(address)
  }

  /** Of connections from now on. */
  shape(shape: Shape): void {
    this.#shape = shape
  }

  /**
   * The next bytes from the gateway end after so many, in the middle of whatever they are. With that connection
   * go all others: which of them is the watch, and which a question beside it, cannot be seen from here.
   */
  cutAfter(bytes: number, how: 'reset' | 'half-close'): void {
    this.#cutAfter = { bytes, how }
    this.acceptedSinceCut = undefined
  }

  /** RST to both sides of everything that is open. */
  resetAll(): void {
    for (const pair of this.#pairs) reset(pair)
  }

  async #listen(): Promise<void> {
    if (this.#listener !== undefined) return
    const listener = createServer((client) => this.#accept(client))
    await listenOn(listener, this.#port)
    this.#listener = listener
    const address = listener.address()
    if (address !== null && typeof address === 'object') this.#port = address.port
  }

  async #unlisten(): Promise<void> {
    const listener = this.#listener
    this.#listener = undefined
    if (listener === undefined) return
    this.resetAll()
    for (const socket of this.#silent) socket.destroy()
    await new Promise((resolve) => listener.close(resolve))
  }

  #accept(client: Socket): void {
    this.acceptedCount++
    if (this.acceptedSinceCut !== undefined) this.acceptedSinceCut++
    client.on('error', () => client.destroy())
    if (this.#mode === 'swallow') {
      this.#silent.add(client)
      client.on('close', () => this.#silent.delete(client))
      client.resume()
      return
    }
    this.#join(client)
  }

  #join(client: Socket): void {
    const server = connect(this.#target)
    const up = new ThrottledPipe(client, server, this.#shape)
    const down = new ThrottledPipe(server, client, this.#shape, (chunk) => this.#cut(chunk))
    const pair: Pair = { client, server, pipes: [up, down] }
    this.#pairs.add(pair)
    for (const pipe of pair.pipes) pipe.hold(this.#mode === 'stall')
    server.on('error', () => reset(pair))
    const forget = (): void => {
      this.#pairs.delete(pair)
    }
    client.on('close', () => (server.destroy(), forget()))
    server.on('close', () => (client.end(), forget()))
    up.start()
    down.start()
  }

  /** What may still pass of these bytes. */
  #cut(chunk: Buffer): Buffer {
    const cut = this.#cutAfter
    if (cut === undefined) return chunk
    if (chunk.length < cut.bytes) {
      cut.bytes -= chunk.length
      return chunk
    }
    this.#cutAfter = undefined
    this.acceptedSinceCut = 0
    for (const pair of this.#pairs) {
      setImmediate(() => (cut.how === 'reset' ? reset(pair) : pair.client.end()))
      for (const pipe of pair.pipes) pipe.close()
    }
    return chunk.subarray(0, cut.bytes)
  }
}

function reset({ client, server }: Pair): void {
  client.resetAndDestroy()
  server.destroy()
}

function parse(address: string): { host: string; port: number } {
  const [host = '127.0.0.1', port = '0'] = address.split(':')
  return { host, port: Number(port) }
}

/**
 * While nobody listens on the port, another program's outgoing connection may be given it for a moment: then it is
 * asked for again.
 */
async function listenOn(listener: Server, port: number): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    listener.listen(port, '127.0.0.1')
    try {
      await once(listener, 'listening')
      return
    } catch (error) {
      const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
      if (!isTaken || attempt === LISTEN_ATTEMPTS) throw error
      await pause(LISTEN_AGAIN_MS)
    }
  }
}
