import { Enums, Models, SPDX, Serialize, Spec } from '@cyclonedx/cyclonedx-library'
import type { ShippedPackage } from './shipped-packages.ts'

/**
 * The bill of materials (CycloneDX 1.6, JSON) of this version: what a company's scanner compares with the known faults.
 * The same packages give the same bytes; it bears no date and no serial number.
 */
export function billOfMaterials(version: string, packages: readonly ShippedPackage[]): string {
  const bom = new Models.Bom()
  bom.metadata.component = new Models.Component(Enums.ComponentType.Application, 'konkon', {
    version,
    bomRef: `konkon@${version}`,
  })
  for (const shipped of packages) {
    const component = toComponent(shipped)
    bom.components.add(component)
    bom.metadata.component.dependencies.add(component.bomRef)
  }
  const serializer = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6))
  return serializer.serialize(bom, { sortLists: true, space: 2 })
}

function toComponent({ name, version, license }: ShippedPackage): Models.Component {
  const slash = name.indexOf('/')
  const component = new Models.Component(Enums.ComponentType.Library, name.slice(slash + 1), {
    version,
    ...(slash > 0 ? { group: name.slice(0, slash) } : {}),
    bomRef: `${name}@${version}`,
    purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
  })
  component.licenses.add(toLicense(license))
  return component
}

function toLicense(terms: string): Models.License {
  if (SPDX.isSupportedSpdxId(terms)) return new Models.SpdxLicense(terms)
  if (/ (OR|AND|WITH) /.test(terms)) return new Models.LicenseExpression(terms)
  return new Models.NamedLicense(terms)
}
