import type { ComponentChildren } from 'preact';
import { CopyButton } from './copy-button.tsx';

interface CodeProps {
  text: string;
  label: string;
  wrap?: boolean;
}

export const Code = ({ text, label, wrap }: CodeProps) => (
  <CodeBlock text={text} label={label} wrap={wrap ?? false}>
    {text}
  </CodeBlock>
);

/** Shows formatted JSON, but copies the original text, byte for byte. */
export const Json = ({ text, label }: CodeProps) => (
  <CodeBlock text={text} label={label} wrap>
    {highlight(format(text))}
  </CodeBlock>
);

function CodeBlock({ text, label, wrap = false, children }: CodeProps & { children: ComponentChildren }) {
  return (
    <div class="code">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region has to be reachable by keyboard. */}
      <section class="code-scroll" aria-label={label} tabIndex={0}>
        <pre class={wrap ? 'wrap' : ''}>{children}</pre>
      </section>
      <CopyButton text={text} label={label} />
    </div>
  );
}

function format(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

const tokens = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

function highlight(text: string): ComponentChildren[] {
  const parts: ComponentChildren[] = [];
  let end = 0;
  for (const match of text.matchAll(tokens)) {
    parts.push(text.slice(end, match.index));
    const [whole, quoted, colon] = match;
    const kind = quoted ? (colon ? 'json-name' : 'json-text') : 'json-other';
    parts.push(<span class={kind}>{quoted ?? whole}</span>, colon ?? '');
    end = match.index + whole.length;
  }
  parts.push(text.slice(end));
  return parts;
}
