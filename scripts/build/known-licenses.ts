import type { ShippedPackage } from './shipped-packages.ts'

/** Licences that ask for their text to travel along, and for nothing more. Another one is a decision for a person. */
const known: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  'MIT-0',
  'Unlicense',
])

/** Throws one sentence that names each package whose licence nobody has agreed to yet. */
export function refuseUnknownLicenses(packages: readonly ShippedPackage[]): void {
  const unknown = packages.filter(({ license }) => !choicesOf(license).some((choice) => known.has(choice)))
  if (unknown.length === 0) return
  const names = unknown.map(({ name, version, license }) => `${name} ${version} (${license || 'none'})`).join(', ')
  throw new Error(
    `Not agreed to: ${names}. Read the licence, then add it to scripts/build/known-licenses.ts, or leave the package.`,
  )
}

/** Where a package leaves the choice, one of them is enough. */
function choicesOf(license: string): readonly string[] {
  return license.replace(/^\((.*)\)$/, '$1').split(' OR ')
}
