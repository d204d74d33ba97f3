/** A record or an act cannot be accepted. The message is a sentence that names the field and the reason. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
}

export function refuseUnless(condition: unknown, sentence: string): asserts condition {
  if (!condition) throw new Refusal(sentence)
}
