import { pictureDesk } from './picture-desk.ts'
import { deskPictures } from './screens.ts'

pictureDesk(deskPictures)
