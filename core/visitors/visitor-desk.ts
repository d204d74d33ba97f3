import type { Answer, Request } from '../../domain/view/request.ts'
import { ACCEPTED, type Desk } from '../wall/desk.ts'

/** 参观模式: one key hides people and plates on every display at once; everything is sent anew, masked. */
export class VisitorDesk implements Desk {
  readonly #onSwitch: () => void
  #on = false

  constructor(onSwitch: () => void) {
    this.#onSwitch = onSwitch
  }

  get isOn(): boolean {
    return this.#on
  }

  async start(): Promise<void> {}

  async stop(): Promise<void> {}

  tick(): void {}

  answer(request: Request): Promise<Answer> | undefined {
    if (request.kind !== 'visitor-mode') return undefined
    if (this.#on !== request.on) {
      this.#on = request.on
      this.#onSwitch()
    }
    return Promise.resolve(ACCEPTED)
  }
}
