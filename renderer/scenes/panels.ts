import { defineAsyncComponent, type Component } from 'vue'
import type { PanelName } from '../../domain/view/display-item.ts'
import AlarmQualityPanel from '../panels/alarms/AlarmQualityPanel.vue'
import AlarmsPanel from '../panels/alarms/AlarmsPanel.vue'
import BoardPanel from '../panels/board/BoardPanel.vue'
import DeskCommandPanel from '../panels/desk/DeskCommandPanel.vue'
import DeskDisplaysPanel from '../panels/desk/DeskDisplaysPanel.vue'
import ChainPanel from '../panels/chain/ChainPanel.vue'
import CoveragePanel from '../panels/coverage/CoveragePanel.vue'
import DutyPanel from '../panels/duty/DutyPanel.vue'
import EventChecklistsPanel from '../panels/event/EventChecklistsPanel.vue'
import EventDistrictsPanel from '../panels/event/EventDistrictsPanel.vue'
import EventHeadPanel from '../panels/event/EventHeadPanel.vue'
import EventIncidentsPanel from '../panels/event/EventIncidentsPanel.vue'
import EventPostsPanel from '../panels/event/EventPostsPanel.vue'
import EventTimelinePanel from '../panels/event/EventTimelinePanel.vue'
import FlowPanel from '../panels/flow/FlowPanel.vue'
import HealthDisplaysPanel from '../panels/health/HealthDisplaysPanel.vue'
import HealthLinkPanel from '../panels/health/HealthLinkPanel.vue'
import IndicatorGridsPanel from '../panels/indicators/IndicatorGridsPanel.vue'
import IndicatorSourcesPanel from '../panels/indicators/IndicatorSourcesPanel.vue'
import KpiStrip from '../panels/kpi/KpiStrip.vue'
import RosterPanel from '../panels/roster/RosterPanel.vue'
import ResponseAttemptsPanel from '../panels/response/ResponseAttemptsPanel.vue'
import ResponseFiguresPanel from '../panels/response/ResponseFiguresPanel.vue'
import SoundPanel from '../sound/SoundPanel.vue'

/** Which component draws which panel. What needs a map or a chart is loaded when a scene first asks for it. */
export const PANELS: Readonly<Partial<Record<PanelName, Component>>> = {
  alarms: AlarmsPanel,
  'alarm-quality': AlarmQualityPanel,
  board: BoardPanel,
  duty: DutyPanel,
  flow: FlowPanel,
  kpi: KpiStrip,
  'response-figures': ResponseFiguresPanel,
  'response-attempts': ResponseAttemptsPanel,
  roster: RosterPanel,
  coverage: CoveragePanel,
  chain: ChainPanel,
  'indicator-trend': defineAsyncComponent(() => import('../panels/indicators/IndicatorTrendPanel.vue')),
  'indicator-sources': IndicatorSourcesPanel,
  'indicator-grids': IndicatorGridsPanel,
  'event-head': EventHeadPanel,
  'event-timeline': EventTimelinePanel,
  'event-posts': EventPostsPanel,
  'event-incidents': EventIncidentsPanel,
  'event-districts': EventDistrictsPanel,
  'event-checklists': EventChecklistsPanel,
  'health-displays': HealthDisplaysPanel,
  'health-link': HealthLinkPanel,
  'health-sound': SoundPanel,
  'desk-displays': DeskDisplaysPanel,
  'desk-command': DeskCommandPanel,
  map: defineAsyncComponent(() => import('../panels/map/MapPanel.vue')),
}
