import { harbinGames } from './harbin/harbin-games.ts'
import { luoheDay } from './luohe/luohe-day.ts'
import type { Scenario } from './scenario.ts'

const SCENARIOS: readonly Scenario[] = [luoheDay, harbinGames]

export function scenarioNames(): readonly string[] {
  return SCENARIOS.map(({ name }) => name)
}

export function findScenario(name: string): Scenario | undefined {
  return SCENARIOS.find((scenario) => scenario.name === name)
}
