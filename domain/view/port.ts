/**
 * The road between a core and a view: whole messages, in order, each at most once.
 * A WebSocket, a MessagePort and a pair in memory look the same through it.
 */
export interface Port<Out, In> {
  send(message: Out): void
  /** Messages that arrive before the first listener wait for it. Returns the unsubscriber. */
  onMessage(listener: (message: In) => void): () => void
  onClose(listener: () => void): () => void
  close(): void
}
