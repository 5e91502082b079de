/** The name of an event type or of a callback. It is wrapped only between its words. */
export function TypeName({ type }: { type: string }) {
  return (
    <>
      {type.split(/(?<=_)|(?<=[a-z])(?=[A-Z])/).map((word, index) => (
        <span key={index}>
          {index > 0 && <wbr />}
          {word}
        </span>
      ))}
    </>
  );
}
