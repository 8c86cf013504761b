import { Phone } from 'lucide'
import { useTranslate } from '../page/page-context.ts'
import { Icon } from './Icon.tsx'

/** One tap phones the company, where the device is a phone. */
export function PhoneLink({ phone }: { readonly phone: string }) {
  const translate = useTranslate()
  return (
    <a class="button button-phone" href={`tel:${phone.replaceAll(/[^0-9+]/g, '')}`}>
      <Icon node={Phone} />
      <span>
        {translate('frame.phone')} <span class="phone-number">{phone}</span>
      </span>
    </a>
  )
}
