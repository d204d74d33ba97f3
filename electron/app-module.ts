/**
 * One part of the desktop host. `prepare` runs before Electron is ready, `start` once it is; each of them in the
 * order of the list in main.ts. What a module needs of another one it is given as a parameter.
 */
export interface AppModule {
  prepare?(): void
  start?(): void
}
