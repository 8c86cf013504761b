import { pictureDesk } from './picture-desk.ts'
import { guidePictures } from './screens.ts'

pictureDesk(guidePictures)
