import { createServer, type Server, type Socket } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { CallPermit } from '#contracts/call-permit.ts'
import { createRobotCalls, type WayOut } from './robot-calls.ts'

// a manager that speaks as Asterisk 22 does
let server: Server
let port: number
let asked: string[]
let originate: string
const sockets = new Set<Socket>()
const lines = (...all: string[]): string => `${all.join('\r\n')}\r\n\r\n`

function answer(socket: Socket, request: string): void {
  asked.push(request)
  const field = (name: string): string =>
    new RegExp(`^${name}: (.*)\r?$`, 'im').exec(request)?.[1]?.trim() ?? ''
  const id = `ActionID: ${field('actionid')}`
  const channel = (uniqueid: string): string => lines('Event: CoreShowChannel', `Uniqueid: ${uniqueid}`, id)
  const device = (name: string, state: string): string =>
    lines('Event: DeviceStateChange', `Device: PJSIP/${name}`, `State: ${state}`, id)
  const answers: Record<string, string> = {
    Login: lines('Response: Success', id),
    Getvar: lines('Response: Success', id, 'Variable: OURNUMBER', 'Value: 73452000000'),
    CoreShowChannels:
      lines('Response: Success', id, 'EventList: start') +
      channel('notice-3-1') +
      channel('1795357336.12') +
      lines('Event: CoreShowChannelsComplete', 'EventList: Complete', id),
    DeviceStateList:
      lines('Response: Success', id, 'EventList: start') +
      device('trunk', 'NOT_INUSE') +
      device('trunk-2', 'UNAVAILABLE') +
      device('trunk-3', 'INUSE') +
      lines('Event: DeviceStateListComplete', 'EventList: Complete', id),
    Originate: lines(originate, id, 'Message: x'),
  }
  socket.write(answers[field('action')] ?? lines('Response: Error', id, 'Message: Invalid'))
}

beforeEach(async () => {
  asked = []
  originate = 'Response: Success'
  server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.write('Asterisk Call Manager/11.0.0\r\n')
    let rest = ''
    socket.on('data', (data) => {
      const parts = `${rest}${String(data)}`.split('\r\n\r\n')
      rest = parts.pop() ?? ''
      for (const part of parts) answer(socket, part)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  port = typeof address === 'object' && address ? address.port : 0
})
afterEach(async () => {
  for (const socket of sockets) socket.destroy()
  sockets.clear()
  await new Promise((resolve) => server.close(resolve))
})

const calls = (ways: WayOut[] = []) =>
  createRobotCalls({ host: '127.0.0.1', port, username: 'vakhta', secret: 'x' }, async () => ways)
const notice = {
  permit: new CallPermit('notice-7-1', '79220000001'),
  file: 'notices/1-ended-0a.wav',
  noticeId: 7,
  callerId: null,
}

it('knows which calls of ours go on', async () => {
  expect(await calls().going()).toEqual(new Set(['notice-3-1']))
})

it('calls through the trunk with the company’s number, under an id of ours', async () => {
  await calls().call(notice)
  const request = asked.find((one) => one.includes('action: Originate'))?.split('\r\n')
  expect(request).toEqual(
    expect.arrayContaining([
      'channel: PJSIP/+79220000001@trunk',
      'context: notice',
      'exten: s',
      'callerid: 73452000000',
      'channelid: notice-7-1',
      'variable: NOTICE_FILE=notices/1-ended-0a.wav,NOTICE_ID=7',
      'async: true',
    ]),
  )
})

it('calls nobody by what only looks like a permit', async () => {
  const forged = JSON.parse('{"callId":"notice-7-1","digits":"79220000001"}')
  await expect(calls().call({ ...notice, permit: forged })).rejects.toThrow('permit')
  expect(asked).toEqual([])
})

it('passes by a trunk that is away, or that Asterisk does not have', async () => {
  const way = (endpoint: string): WayOut => ({
    endpoint,
    from: '+73452000003',
    numberOut: (one) => one.slice(1),
  })
  await calls(['trunk-2', 'trunk-9', 'trunk-3', 'trunk'].map(way)).call(notice)
  const request = asked.find((one) => one.includes('action: Originate'))?.split('\r\n')
  expect(request).toEqual(
    expect.arrayContaining(['channel: PJSIP/79220000001@trunk-3', 'callerid: +73452000003']),
  )
})

it('asks for a key in a survey', async () => {
  await calls().call({ ...notice, callerId: 12 })
  expect(asked.join('\r\n')).toContain('NOTICE_ID=7,ASK=1,CALLER_ID_ROW=12')
})

it('says when Asterisk refuses or is away', async () => {
  originate = 'Response: Error'
  await expect(calls().call(notice)).rejects.toThrow('AMI')
  const nowhere = { host: '127.0.0.1', port: 1, username: 'vakhta', secret: 'x' }
  const away = createRobotCalls(nowhere, async () => [])
  await expect(away.going()).rejects.toThrow()
})
