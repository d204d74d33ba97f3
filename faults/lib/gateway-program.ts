import { once } from 'node:events'
import { spawnGateway, type GatewayProcess } from '../../gateway/testing/gateway-process.ts'
import { connectWall, type WallClient } from '../../gateway/testing/wall-client.ts'
import type { Trial } from './trial.ts'
import { freePort } from './free-port.ts'
import { warmPrograms } from './warm-programs.ts'

/** A gateway as a program of its own on a port that stays, to be killed, frozen and started again. */
export class GatewayProgram {
  readonly address: string
  readonly dataDir: string
  readonly #args: readonly string[]
  #process: GatewayProcess | undefined
  #client: WallClient | undefined

  private constructor(address: string, dataDir: string, args: readonly string[]) {
    this.address = address
    this.dataDir = dataDir
    this.#args = args
  }

  static async start(trial: Trial, args: readonly string[] = []): Promise<GatewayProgram> {
    warmPrograms()
    const gateway = new GatewayProgram(`127.0.0.1:${await freePort()}`, trial.folder(), args)
    trial.defer(() => gateway.signal('SIGKILL'))
    await gateway.start()
    return gateway
  }

  get client(): WallClient {
    return (this.#client ??= connectWall(this.address))
  }

  async start(): Promise<void> {
    const started = spawnGateway(['--listen', this.address, '--data', this.dataDir, '--empty', ...this.#args])
    this.#process = started
    await started.listening()
  }

  /** Sends a signal; one that ends the program is waited for. */
  async signal(signal: 'SIGKILL' | 'SIGTERM' | 'SIGSTOP' | 'SIGCONT'): Promise<void> {
    const child = this.#process?.child
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
    const ends = signal === 'SIGKILL' || signal === 'SIGTERM'
    if (ends) {
      this.#client?.close()
      this.#client = undefined
    }
    const closed = once(child, 'close')
    child.kill(signal)
    if (ends) await closed
  }
}
