import type { Clock } from '../../domain/clock.ts'
import type { Asker } from '../../domain/view/request.ts'

/** A seat that has done nothing for so long has gone for tea. */
export const LEASE_MS = 180_000

interface Lease {
  readonly by: string
  readonly viewId: string
  readonly seat: string | undefined
  readonly endsMs: number
}

export interface Holder {
  readonly by: string
  readonly viewId: string
  readonly remainingMs: number
}

/**
 * Who steers a display. The first who takes it has it, for three minutes after the last thing they did with it,
 * or until they give it back. A seat is the same seat after its page was loaded again; a page without a seat's name
 * is itself only, and gives everything back by going.
 */
export class Control {
  readonly #clock: Clock
  readonly #leases = new Map<string, Lease>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  holder(displayId: string): Holder | undefined {
    const lease = this.#valid(displayId)
    if (lease === undefined) return undefined
    return { by: lease.by, viewId: lease.viewId, remainingMs: lease.endsMs - this.#clock.monotonicMs() }
  }

  /** Somebody else who holds the display, if there is one. */
  otherHolder(displayId: string, asker: Asker): Holder | undefined {
    const lease = this.#valid(displayId)
    return lease === undefined || isSame(lease, asker) ? undefined : this.holder(displayId)
  }

  take(displayId: string, asker: Asker): void {
    this.#leases.set(displayId, {
      by: nameOf(asker),
      viewId: asker.viewId,
      seat: asker.seat,
      endsMs: this.#clock.monotonicMs() + LEASE_MS,
    })
  }

  /** Something was done with the display: whoever holds it holds it longer. */
  used(displayId: string, asker: Asker): void {
    const lease = this.#valid(displayId)
    if (lease !== undefined && isSame(lease, asker)) this.take(displayId, asker)
  }

  release(displayId: string): void {
    this.#leases.delete(displayId)
  }

  left(asker: Asker): void {
    if (asker.seat !== undefined) return
    for (const [id, lease] of this.#leases) if (isSame(lease, asker)) this.#leases.delete(id)
  }

  #valid(displayId: string): Lease | undefined {
    const lease = this.#leases.get(displayId)
    if (lease !== undefined && lease.endsMs > this.#clock.monotonicMs()) return lease
    this.#leases.delete(displayId)
    return undefined
  }
}

/** How a person at a page is called: by the seat, else by the display the page stands on. */
export function nameOf({ seat, displayId, viewId }: Asker): string {
  return seat ?? displayId ?? viewId.slice(0, 8)
}

function isSame(lease: Lease, { seat, viewId }: Asker): boolean {
  return lease.seat === undefined ? lease.viewId === viewId : lease.seat === seat
}
