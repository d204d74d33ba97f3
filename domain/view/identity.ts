/** Whom the gateway takes this wall for, and what it allows. The gateway decides again at every act. */
export interface Identity {
  readonly name: string
  /** 'viewer' | 'seat' | 'duty-leader' | 'admin', or a word that this version does not know. */
  readonly role: string
  /** Proven by a certificate; otherwise whoever reaches the gateway is this. */
  readonly authenticated: boolean
  /** Empty: all. */
  readonly districts: readonly string[]
  readonly acts: readonly string[]
  readonly mayReveal: boolean
}
