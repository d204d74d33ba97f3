import type { WallClient } from '../../gateway/testing/wall-client.ts'
import { readCacheFile, readCacheLedger } from '../ledgers/cache-ledger.ts'
import { LogReader } from '../ledgers/log-reader.ts'
import { readReplicaLedger, type ReplicaNote } from '../ledgers/replica-ledger.ts'
import { WatchLedger } from '../ledgers/watch-ledger.ts'
import { unitsOnly } from '../ledgers/units-only.ts'
import type { Ledger } from './ledger.ts'
import { City } from './city.ts'
import type { Trial } from './trial.ts'
import type { Wall } from './wall.ts'
import { until } from './wait.ts'
import { validate } from '../validators/index.ts'

export interface AnyGateway {
  readonly address: string
  readonly dataDir: string
  readonly client: WallClient
}

/** A city, its gateway, somebody who reads its log, and a client that follows it straight. */
export class Scene {
  readonly trial: Trial
  readonly gateway: AnyGateway
  readonly city: City
  readonly reader: LogReader
  readonly watch: WatchLedger

  constructor(trial: Trial, gateway: AnyGateway) {
    this.trial = trial
    this.gateway = gateway
    this.city = new City(trial)
    this.reader = new LogReader(gateway.dataDir)
    this.watch = new WatchLedger(gateway.address)
    this.watch.start()
    trial.defer(() => this.watch.stop())
  }

  /** Publishes some changes, and reads the log before compaction can take them. */
  async publish(count: number, atomic = false): Promise<number> {
    const revision = await this.city.publish(() => this.gateway.client, count, atomic)
    this.reader.read()
    return revision
  }

  /** Some changes, single ones and groups, at the will of the seed. */
  async publishSome(times: number): Promise<number> {
    for (let time = 0; time < times; time++) {
      await this.publish(this.trial.random.between(1, 8), this.trial.random.chance(0.4))
    }
    return this.city.acknowledged
  }

  /** What everybody was told, against what happened. Rejects when a guarantee was broken. */
  async judge(walls: readonly JudgedWall[]): Promise<void> {
    const truth = this.reader.read()
    await until('the raw watch at the head', () => this.watch.revision >= truth.head())
    const { revisionOfName } = this.reader
    const units = unitsOnly(truth)
    const ledgers: Ledger[] = [{ name: 'watch', history: this.watch.history(truth), truth }]
    for (const [index, wall] of walls.entries()) {
      ledgers.push(
        { name: `cache ${index}`, history: readCacheLedger(wall.dataDir, truth), truth },
        {
          name: `replica ${index}`,
          history: readReplicaLedger(wall.notes, units, revisionOfName),
          truth: units,
        },
      )
    }
    judgeLedgers(this.trial, ledgers)
    const { acknowledged } = this.city
    if (truth.head() >= acknowledged) return
    this.trial.violated([
      `The gateway acknowledged ${acknowledged}, and its log ends at ${truth.head()} (I8).`,
    ])
  }

  /** The file of a wall that has stopped holds what the log held at its revision (I1). */
  judgeFile(dataDir: string): number {
    const truth = this.reader.read()
    const { revision, digest } = readCacheFile(dataDir)
    const due = truth.digestAt(truth.generation, revision)
    if (revision > 0 && due !== digest) {
      this.trial.violated([
        `The cache file stands at ${revision} with digest ${digest}; the log had ${due} (I1).`,
      ])
    }
    return revision
  }

  /** Every name on the glass is the one that the log gave to that unit last. */
  requireTrue(wall: Wall): void {
    const { truth, revisionOfName } = this.reader
    for (const { id, name } of wall.view.replica.unit.values()) {
      const revision = revisionOfName.get(name)
      const change = revision === undefined ? undefined : truth.at(0, revision)
      if (change?.key !== `unit/${id}`)
        throw new Error(`The wall shows unit ${id} as "${name}", which it never was.`)
    }
  }
}

export interface JudgedWall {
  readonly dataDir: string
  readonly notes: readonly ReplicaNote[]
}

export function judgeLedgers(trial: Trial, ledgers: readonly Ledger[]): void {
  trial.ledgers = ledgers
  const sentences: string[] = []
  for (const { name, history, truth } of ledgers) {
    if (history.length === 0) throw new Error(`The ledger of the ${name} is empty: nothing was judged.`)
    for (const { guarantee, at, sentence } of validate(history, truth)) {
      sentences.push(`${guarantee}: entry ${at} of the ${name} ${sentence}`)
    }
  }
  if (sentences.length > 0) trial.violated(sentences)
}
