import { createGateway, type Gateway, type GatewayOptions } from '../../gateway/gateway.ts'
import { connectWall, type WallClient } from '../../gateway/testing/wall-client.ts'
import { freePort } from './free-port.ts'
import type { Trial } from './trial.ts'

/** A gateway in this process on a port that stays, to be stopped and started again. */
export class LocalGateway {
  readonly address: string
  readonly dataDir: string
  readonly #options: Partial<GatewayOptions>
  #gateway: Gateway | undefined
  /** Of its last start. */
  epoch = ''
  #client: WallClient | undefined

  private constructor(address: string, dataDir: string, options: Partial<GatewayOptions>) {
    this.address = address
    this.dataDir = dataDir
    this.#options = options
  }

  static async start(trial: Trial, options: Partial<GatewayOptions> = {}): Promise<LocalGateway> {
    const dataDir = options.dataDir ?? trial.folder()
    const gateway = new LocalGateway(`127.0.0.1:${await freePort()}`, dataDir, options)
    trial.defer(() => gateway.stop())
    await gateway.start()
    return gateway
  }

  get client(): WallClient {
    return (this.#client ??= connectWall(this.address))
  }

  serverMs(): number {
    return this.#gateway?.serverMs() ?? Number.NaN
  }

  async start(): Promise<void> {
    this.#gateway = createGateway({ ...this.#options, dataDir: this.dataDir, listen: this.address })
    this.epoch = (await this.#gateway.start()).epoch
  }

  async stop(): Promise<void> {
    this.#client?.close()
    this.#client = undefined
    await this.#gateway?.stop()
    this.#gateway = undefined
  }
}
