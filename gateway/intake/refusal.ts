import type { CodedSentence } from '../../proto/gen/wall/v1/command.ts'

/**
 * A record or an act cannot be accepted. The message is a sentence that names the field and the reason; what people
 * at a wall may come to read has a code as well.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly coded: CodedSentence | undefined

  constructor(sentence: string, coded?: CodedSentence) {
    super(sentence)
    this.coded = coded
  }
}

export function refuseUnless(condition: unknown, sentence: string, coded?: CodedSentence): asserts condition {
  if (!condition) throw new Refusal(sentence, coded)
}
