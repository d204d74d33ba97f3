import type { Server } from '@grpc/grpc-js'
import { HealthImplementation } from 'grpc-health-check'

const READING = ['', 'wall.v1.WallFeed'] as const
const WRITING = ['wall.v1.Intake', 'wall.v1.Command'] as const

/** `grpc.health.v1.Health`: the gateway as a whole (the empty name), and each service. */
export class Health {
  readonly #health = new HealthImplementation()

  addTo(server: Server): void {
    this.#health.addToServer(server)
  }

  setServing(serving: boolean): void {
    for (const service of [...READING, ...WRITING]) this.#set(service, serving)
  }

  /** While the log cannot be written, walls can still read. */
  setWritable(writable: boolean): void {
    for (const service of WRITING) this.#set(service, writable)
  }

  #set(service: string, serving: boolean): void {
    this.#health.setStatus(service, serving ? 'SERVING' : 'NOT_SERVING')
  }
}
