/** Listeners of a port, with the messages that came before the first of them. */
export class PortQueue<In> {
  #early: In[] | undefined = []
  readonly #messageListeners = new Set<(message: In) => void>()
  readonly #closeListeners = new Set<() => void>()
  #closed = false

  message(message: In): void {
    if (this.#early !== undefined) this.#early.push(message)
    else for (const listener of [...this.#messageListeners]) listener(message)
  }

  /** Only the first time counts. */
  closed(): void {
    if (this.#closed) return
    this.#closed = true
    for (const listener of [...this.#closeListeners]) listener()
  }

  onMessage(listener: (message: In) => void): () => void {
    this.#messageListeners.add(listener)
    const early = this.#early
    this.#early = undefined
    for (const message of early ?? []) listener(message)
    return () => this.#messageListeners.delete(listener)
  }

  onClose(listener: () => void): () => void {
    if (this.#closed) listener()
    else this.#closeListeners.add(listener)
    return () => this.#closeListeners.delete(listener)
  }
}
