import { readableText } from '../../src/core/slack/mrkdwn.ts';
import { roughTokens } from '../../src/worker/engines/bedrock/tokens.ts';
import {
  createTranscriptWriter,
  peopleIn,
  peopleLines,
} from '../../src/worker/engines/bedrock/transcript-lines.ts';
import type { KnownConversation } from './expected.ts';

export interface CompactnessScore {
  conversations: string;
  messages: number;
  /** Tokens a message of the transcript as the Bedrock prompt writes it, its list of people included. */
  prompt: number;
  /** Tokens a message as `Name: text`, which can be neither cited nor dated. */
  naive: number;
}

/** Estimated tokens for the transcripts alone, without the prompt's rules. */
export function scoreCompactness(
  name: string,
  conversations: readonly KnownConversation[],
): CompactnessScore {
  let [prompt, naive, messages] = [0, 0, 0];
  for (const { transcript } of conversations) {
    const writer = createTranscriptWriter({ transcript, timeZone: 'UTC' });
    const people = peopleLines(peopleIn(transcript.messages), transcript.people);
    const lines = [...people, ...writer.lines(transcript.messages)];
    prompt += roughTokens(lines.join('\n'));
    naive += roughTokens(
      transcript.messages
        .map(({ author, text }) => {
          const speaker = transcript.people.get(author ?? '')?.name ?? 'someone';
          return `${speaker}: ${readableText(text, transcript.people)}`;
        })
        .join('\n'),
    );
    messages += transcript.messages.length;
  }
  return { conversations: name, messages, prompt: prompt / messages, naive: naive / messages };
}
