import type { Position } from '../../domain/model/position.ts'

/** What of a city never moves. Coordinates are WGS-84, rings and lines as [lon, lat]. */
export interface City {
  readonly cityCode: string
  readonly attribution: string
  readonly districts: readonly District[]
  readonly places: readonly Place[]
  readonly lines: readonly CityLine[]
  readonly areas: readonly CityArea[]
}

export interface District {
  readonly code: string
  readonly name: string
  readonly nameEn?: string
  readonly seat?: Position
  readonly rings: readonly Ring[]
}

export interface Place {
  readonly id: string
  readonly name: string
  readonly nameEn?: string
  readonly kind: string
  readonly position: Position
}

export interface CityLine {
  readonly id: string
  readonly name: string
  readonly kind: string
  /** 示范路 · 次干道 · 背街小巷: on roads only. */
  readonly roadClass?: string
  readonly points: Ring
}

/** 重点: guarantee blocks, commercial complexes, scenic spots, the riverside. 难点: fringe, entrances, back lanes. */
export const KEY_AREAS = ['guarantee-block', 'commercial', 'scenic', 'riverside'] as const
export const DIFFICULT_AREAS = ['urban-fringe', 'city-entrance', 'back-lanes'] as const
export type AreaType = (typeof KEY_AREAS)[number] | (typeof DIFFICULT_AREAS)[number]

/** A control area, as a ring that is not closed. Drawn by hand: schematic. */
export interface CityArea {
  readonly id: string
  readonly name: string
  readonly nameEn: string
  readonly areaType: AreaType
  readonly ring: Ring
}

export type Ring = readonly (readonly [number, number])[]

export function isDifficult(areaType: AreaType): boolean {
  return (DIFFICULT_AREAS as readonly string[]).includes(areaType)
}
