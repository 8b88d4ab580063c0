import { BLOCK_STYLE } from './style-blocks.ts';
import { FORM_STYLE } from './style-forms.ts';
import { LAYOUT_STYLE } from './style-layout.ts';
import { MESSAGE_STYLE } from './style-messages.ts';

/** The page's one stylesheet. */
export const STYLESHEET = [LAYOUT_STYLE, MESSAGE_STYLE, BLOCK_STYLE, FORM_STYLE].join('\n');
