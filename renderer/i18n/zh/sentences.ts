import type { SentenceCode } from '../../../domain/view/coded-sentence.ts'

/** What the wall and the gateway say to people, by code: short, and what to do. */
const code: Readonly<Record<SentenceCode, string>> = {
  'act-unknown': '平台版本不支持此操作，请联系平台管理员',
  'already-done': '{unit}已{act}，无需重复',
  'audit-failed': '平台审计无法写入，不能显示全文，请联系平台管理员',
  'case-closed': '案件已结案，不能再派发，请另行立案',
  'case-ended': '案件{ending}，只能添加备注',
  'case-full': '案件记录已满 {limit} 条，不能再添加',
  'case-handled': '案件已处置，不能再{act}',
  'case-of-gateway': '这是链路验证案件，不能操作',
  'case-outside': '案件不在本墙辖区（{grids}），请转所在辖区',
  'case-unknown': '平台没有此案件，请核对',
  'clock-not-started': '案件尚未派发，未开始计时，不能暂停',
  'control-character': '内容含不可见字符，请删除后重新提交',
  'field-missing': '缺{field}，请补填后重新提交',
  'form-refused': '平台不认可提交的内容，请核对后重新提交',
  'name-unlisted': '{name} 不在平台身份名单中，请联系平台管理员',
  'no-certificate': '平台要求证书，本墙没有，请联系平台管理员',
  'paused-already': '案件已暂停，无需再次暂停',
  'reveal-role': '查看全文需{role}身份，本墙为{roles}',
  'revision-ahead': '本墙数据与平台不符，待重新载入后再提交',
  'role-too-low': '{act}需{role}身份，本墙为{roles}',
  'text-too-long': '内容超过 {limit} 字，请缩短后重新提交',
  'unit-assigned': '{unit}已派至本案，无需重复派发',
  'unit-elsewhere': '{unit}正在办“{case}”，请先从该案退回',
  'unit-not-assigned': '{unit}未派至本案，请先派发',
  'unit-not-available': '{unit}现为{status}，不能派发，请另选单位',
  'unit-outside': '{unit}不属本墙辖区（{grids}），请另选单位',
  'unit-unknown': '平台没有单位 {unit}，请另选单位',

  'outbox-full': '待发操作已满 {limit} 条，请待平台恢复后再做',
  'outbox-failed': '无法写入本机，未送出，请检查磁盘后重新提交',

  'alarm-aside': '{by} 已于 {at} 搁置，请先取消搁置',
  'alarm-gone': '该报警已不在列表',
  'alarm-not-aside': '该报警未搁置',
  'alarm-taken': '{by} 已于 {at} 签收',
  'shelf-reason-missing': '请写明搁置原因',
  'shelf-too-long': '搁置最长一个班次（{hours} 小时）',

  'display-held': '{by} 正控制{display}，最多还有 {minutes} 分钟，请其释放或稍候',
  'display-unknown': '布局中没有屏幕 {display}，现有 {displays}',
  'no-rotation': '{display}没有轮播，可在布局文件中设置',
  'preset-held': '{by} 正控制{display}，最多还有 {minutes} 分钟，预案未作任何切换',
  'preset-unknown': '没有预案 {preset}，请从列表中选择',

  'event-active': '{event} 已在启动状态',
  'event-gone': '{event} 的活动包已不在，请放回后再启动',
  'event-item-unknown': '已启动的活动没有检查项 {item}',
  'event-not-active': '{event} 未启动，请先启动',
  'event-other-active': '{event} 已启动，请先撤销，同一时间只能启动一个活动',
  'event-refused': '{file} 有 {count} 处问题，请修正后再启动',
  'event-unknown': '本墙没有活动 {event}，请核对列表',
  'preflight-open': '已启动，预检不全：{checks}',

  'not-written': '无法写入本机，请检查磁盘',
  'request-failed': '墙核心出错，请查看本机日志',
  'request-unknown': '本墙不支持此请求',
  'reveal-cut-off': '与平台断开时不显示全文，恢复后再试',
  'reveal-unanswered': '平台没有应答，请稍后再试',
  'view-outdated': '画面版本 {view}，墙核心版本 {core}，请重新载入页面',
  'visitors-present': '正在参观，请先结束参观模式',
}

export const sentenceWords = {
  code,
  /** How a case has ended. */
  ending: { refused: '不予立案', voided: '已作废', merged: '已并案' },
}
