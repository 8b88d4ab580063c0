import type { ModelCapabilities } from './capabilities.ts';

const NO_TOOLS =
  /(?:does not|doesn't|not) support(?:ed)?[^.]{0,40}\btool|tool use is not supported|toolConfig[^.]{0,40}not supported/i;
const NO_MODE =
  /tool_?choice|forced? tool|output_?config|output_?format|json_?schema|structured output|compiled grammar|extra inputs/i;

/**
 * What is left of a model's capabilities after it has refused a request as invalid, going by the words of the refusal;
 * null where the words point at nothing that could be left out.
 */
export function downgraded(capabilities: ModelCapabilities, refusal: string): ModelCapabilities | null {
  if (/temperature/i.test(refusal) && capabilities.temperature)
    return { ...capabilities, temperature: false };
  if (/cache_?point|prompt caching|cache_?control/i.test(refusal) && capabilities.cache) {
    return { ...capabilities, cache: false };
  }
  const [mode, ...others] = capabilities.answerModes;
  if (NO_MODE.test(refusal) && mode !== 'json_text' && others.length > 0) {
    return { ...capabilities, answerModes: others };
  }
  if (NO_TOOLS.test(refusal) && others.includes('json_text')) {
    return { ...capabilities, answerModes: ['json_text'] };
  }
  if (/thinking/i.test(refusal) && capabilities.thinking === 'disable') {
    return { ...capabilities, thinking: 'always' };
  }
  return null;
}
