/** Texts as people, programs and attackers write them: what tears lines apart, turns them around or runs as code. */
import * as fc from 'fast-check'

const pieces = [
  '\u202E', // Right-to-left override.
  '\u2066',
  '\u200B',
  '\u200D',
  '\uFEFF',
  '\u2028',
  '\u0085',
  '\n',
  '\r\n',
  '\t',
  '\0',
  '\u001B[31m',
  '\u0007',
  '\uD800',
  '\uDFFF',
  '👨‍👩‍👧‍👦',
  'e\u0301\u0301\u0301',
  '＝',
  '=HYPERLINK("http://evil.example","x")',
  "@SUM(1+1)*cmd|' /C calc'!A0",
  '+1',
  '-1',
  '{{company}}',
  '$t(settings.title)',
  '{time}',
  '%s%n',
  '${7*7}',
  '<b>&amp;</b>',
  ']]>',
  '</script><script>alert(1)</script>',
  '"\'`',
  '\\',
  '../../etc/passwd',
  'CON',
  'a=b&c=d',
  '\r\nBcc: all@evil.example',
  '#+/',
  '__proto__',
  '佐藤',
  'Sato',
  ' ',
] as const

/** Short ones mostly; now and then 10,000 characters. */
export const evilText: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.array(fc.constantFrom(...pieces), { maxLength: 6 }).map((some) => some.join('')) },
  { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 80 }) },
  // Half a character too: what JSON and UTF-16 can carry, and UTF-8 cannot.
  {
    weight: 2,
    arbitrary: fc.array(fc.nat({ max: 0xff_ff }), { maxLength: 40 }).map((units) => String.fromCharCode(...units)),
  },
  { weight: 1, arbitrary: fc.constantFrom(...pieces).map((piece) => piece.repeat(10_000 / piece.length)) },
)
