const repeat = (piece: string, bytes: number): string =>
  piece.repeat(Math.max(1, Math.floor(bytes / piece.length)))

const via = 'Via: SIP/2.0/WS x.invalid;branch=z9hG4bK1\r\n'
const rest =
  'From: <sip:a@h>;tag=1\r\nTo: <sip:b@h>\r\nCall-ID: c\r\nCSeq: 1 OPTIONS\r\nMax-Forwards: 70\r\nContact: <sip:a@h>\r\n'

const request = (fields: string): string => `OPTIONS sip:b@h SIP/2.0\r\n${fields}\r\n`
const instead = (name: string, field: string): string =>
  request(
    (via + rest)
      .split('\r\n')
      .map((line) => (line.startsWith(`${name}:`) ? field : line))
      .join('\r\n'),
  )

/** Shapes of header fields that a parser may be slow at; `bytes` is about the length of what is made. */
export const headerShapes: Readonly<Record<string, (bytes: number) => string>> = {
  'lines without a colon': (bytes) => request(via + repeat('a\r\n', bytes) + rest),
  'one line without a colon': (bytes) => request(via + repeat('a', bytes) + '\r\n' + rest),
  'lines without a colon and no end': (bytes) => `OPTIONS sip:b@h SIP/2.0\r\n${via}${repeat('a\r\n', bytes)}`,
  'nothing but carriage returns': (bytes) => request(via + repeat('\r', bytes) + rest),
  'nothing but line feeds': (bytes) => request(via + repeat('\n', bytes) + rest),
  'empty lines before the start line': (bytes) => repeat('\r\n', bytes) + request(via + rest),
  'no start line': (bytes) => repeat('a', bytes),
  'a long method': (bytes) => `${repeat('A', bytes)} sip:b@h SIP/2.0\r\n${via}${rest}\r\n`,
  'blanks in the request line': (bytes) => `OPTIONS ${repeat(' ', bytes)} SIP/2.0\r\n${via}${rest}\r\n`,
  'many short fields': (bytes) => request(via + repeat('a:b\r\n', bytes) + rest),
  'many empty names': (bytes) => request(via + repeat(':\r\n', bytes) + rest),
  'many Vias': (bytes) => request(repeat(via, bytes) + rest),
  'many Contacts': (bytes) => request(via + rest + repeat('m: <sip:a@h>\r\n', bytes)),
  'a long name': (bytes) => request(via + rest + repeat('N', bytes) + ': v\r\n'),
  'a name and blanks': (bytes) => request(via + rest + `N${repeat(' ', bytes)}: v\r\n`),
  'a long value': (bytes) => request(via + rest + `N: ${repeat('v', bytes)}\r\n`),
  'a value of blanks': (bytes) => request(via + rest + `N:${repeat(' ', bytes)}\r\n`),
  'a value of colons': (bytes) => request(via + rest + `N${repeat(':', bytes)}\r\n`),
  'a value of wide letters': (bytes) => request(via + rest + `N: ${repeat('ы', bytes / 2)}\r\n`),
  'a folded value': (bytes) => request(via + rest + `N: v${repeat('\r\n v', bytes)}\r\n`),
  'a value folded into blanks': (bytes) => request(via + rest + `N: v${repeat('\r\n \t ', bytes)}\r\n`),
  'a folded start line': (bytes) => `OPTIONS sip:b@h SIP/2.0${repeat('\r\n v', bytes)}\r\n${via}${rest}\r\n`,
  'a list of Vias in one': (bytes) =>
    instead('Via', `Via: ${repeat('SIP/2.0/WS x;branch=z9hG4bK1,', bytes)}x`),
  'a Via of semicolons': (bytes) => instead('Via', `Via: SIP/2.0/WS x${repeat(';', bytes)}`),
  'a Via of parameters': (bytes) =>
    instead('Via', `Via: SIP/2.0/WS x${repeat(';a=b', bytes)};branch=z9hG4bK1`),
  'a Via of slashes': (bytes) => instead('Via', `Via: ${repeat('/', bytes)}`),
  'a display name of words': (bytes) => instead('From', `From: ${repeat('a ', bytes)}<sip:a@h>;tag=1`),
  'a display name of wide words': (bytes) =>
    instead('From', `From: ${repeat('ы ', bytes / 2)}<sip:a@h>;tag=1`),
  'a quoted name of backslashes': (bytes) =>
    instead('From', `From: "${repeat('\\\\', bytes)}" <sip:a@h>;tag=1`),
  'an open quote': (bytes) => instead('From', `From: "${repeat('a', bytes)}`),
  'quotes that open and close': (bytes) => instead('From', `From: ${repeat('""', bytes)}`),
  'brackets that open': (bytes) => instead('To', `To: ${repeat('<', bytes)}`),
  'brackets that close': (bytes) => instead('To', `To: <sip:b@h${repeat('>', bytes)}`),
  'a To of semicolons and blanks': (bytes) => instead('To', `To: <sip:b@h>${repeat('; ', bytes)}`),
  'a To of blanks before a tag': (bytes) => instead('To', `To: <sip:b@h>;${repeat(' ', bytes)}tag`),
  'a URI of escapes': (bytes) => instead('To', `To: <sip:${repeat('%41', bytes)}@h>`),
  'a URI of ats': (bytes) => instead('To', `To: <sip:${repeat('@', bytes)}h>`),
  'a URI of colons': (bytes) => instead('To', `To: <sip${repeat(':', bytes)}h>`),
  'a Contact of commas': (bytes) => instead('Contact', `Contact: ${repeat(',', bytes)}`),
  'a Contact of contacts': (bytes) => instead('Contact', `Contact: ${repeat('<sip:a@h>,', bytes)}<sip:a@h>`),
  'a Contact of brackets': (bytes) => instead('Contact', `Contact: ${repeat('<,', bytes)}`),
  'a Require of commas': (bytes) => request(via + rest + `Require: ${repeat(',', bytes)}\r\n`),
  'a Require of tags': (bytes) => request(via + rest + `Require: ${repeat('a,', bytes)}b\r\n`),
  'an Accept of semicolons': (bytes) => request(via + rest + `Accept: ${repeat(';', bytes)}\r\n`),
  'an Authorization of commas': (bytes) =>
    request(via + rest + `Authorization: Digest ${repeat(',', bytes)}\r\n`),
  'an Authorization of fields': (bytes) =>
    request(via + rest + `Authorization: Digest ${repeat('a=b,', bytes)}c=d\r\n`),
  'an Authorization of one name': (bytes) =>
    request(via + rest + `Authorization: Digest ${repeat('a', bytes)}\r\n`),
  'an Authorization of quotes': (bytes) =>
    request(via + rest + `Authorization: Digest a="${repeat('\\"', bytes)}\r\n`),
  'a Call-ID of blanks': (bytes) => instead('Call-ID', `Call-ID: a${repeat(' ', bytes)}b`),
  'a CSeq of digits': (bytes) => instead('CSeq', `CSeq: ${repeat('1', bytes)} OPTIONS`),
  'a CSeq of blanks': (bytes) => instead('CSeq', `CSeq: 1${repeat(' ', bytes)}OPTIONS`),
}
