import { cpSync, rmSync } from 'node:fs'
import type { City } from '../lib/city.ts'
import { LocalGateway } from '../lib/local-gateway.ts'
import { Scene } from '../lib/scene.ts'
import { HASTY } from '../lib/timing.ts'
import type { Trial } from '../lib/trial.ts'
import { Wall } from '../lib/wall.ts'
import { until } from '../lib/wait.ts'
import type { ReplicaNote } from '../ledgers/replica-ledger.ts'
import { ChaosProxy } from '../proxy/chaos-proxy.ts'

/** So few that a wall that is away for a moment has to list. */
const RETAIN = 120

interface Backup {
  readonly path: string
  readonly revision: number
  readonly restoreCity: ReturnType<City['backup']>
}

/** A gateway, a proxy and a wall that random operations are done to. */
export class RandomWorld {
  readonly trial: Trial
  readonly gateway: LocalGateway
  readonly scene: Scene
  readonly proxy: ChaosProxy
  readonly #notes: ReplicaNote[] = []
  readonly #dataDir: string
  #wall: Wall | undefined
  #backup: Backup | undefined

  private constructor(trial: Trial, gateway: LocalGateway) {
    this.trial = trial
    this.gateway = gateway
    this.scene = new Scene(trial, gateway)
    this.proxy = new ChaosProxy(gateway.address)
    this.#dataDir = trial.folder()
  }

  static async start(trial: Trial): Promise<RandomWorld> {
    const gateway = await LocalGateway.start(trial, { retain: RETAIN, limits: HASTY.limits })
    const world = new RandomWorld(trial, gateway)
    await world.proxy.start()
    trial.defer(() => world.proxy.stop())
    trial.defer(() => world.#wall?.stop())
    await world.startWall()
    return world
  }

  get wall(): Wall {
    if (this.#wall === undefined) throw new Error('The wall is not running.')
    return this.#wall
  }

  get wallReconnectCount(): number {
    return this.#wall?.reconnectCount ?? 0
  }

  async startWall(): Promise<void> {
    this.#wall = new Wall({
      gateway: this.proxy.address,
      dataDir: this.#dataDir,
      timing: HASTY.timing,
      onNote: (note) => this.#notes.push(note),
    })
    await this.#wall.start()
  }

  async stopWall(): Promise<void> {
    this.trial.tally.reconnects += this.wall.reconnectCount
    await this.#wall?.stop()
    this.#wall = undefined
  }

  /** Everybody stands at the head. */
  async settle(): Promise<void> {
    await this.proxy.setMode('pass')
    this.wall.paintMs = 0
    const truth = this.scene.reader.read()
    await until('the wall to catch up', async () => {
      const { link, revision } = await this.wall.health()
      return link.state === 'live' && revision >= truth.head()
    })
    await until('the raw watch to catch up', () => this.scene.watch.revision >= truth.head())
  }

  async judge(): Promise<void> {
    await this.scene.judge([{ dataDir: this.#dataDir, notes: this.#notes }])
    const { digest, revision } = await this.wall.health()
    const truth = this.scene.reader.truth
    if (digest === truth.digestAt(truth.generation, revision)) return
    this.trial.tally.violations++
    throw new Error(`The wall stands at ${revision} with digest ${digest}, which the log never had.`)
  }

  async takeBackup(): Promise<void> {
    const path = this.#backup?.path ?? this.trial.folder()
    await this.gateway.stop()
    const revision = this.scene.reader.read().head()
    rmSync(path, { recursive: true, force: true })
    cpSync(this.gateway.dataDir, path, { recursive: true })
    this.#backup = { path, revision, restoreCity: this.scene.city.backup() }
    await this.gateway.start()
  }

  /** Returns the revision that the gateway was set back to; undefined where nothing is lost by it. */
  async restoreBackup(): Promise<number | undefined> {
    const backup = this.#backup
    const head = this.scene.reader.read().head()
    if (backup === undefined || backup.revision === 0 || backup.revision === head) return undefined
    await this.gateway.stop()
    rmSync(this.gateway.dataDir, { recursive: true, force: true })
    cpSync(backup.path, this.gateway.dataDir, { recursive: true })
    this.scene.reader.setBack(backup.revision)
    backup.restoreCity()
    await this.gateway.start()
    return backup.revision
  }
}
