/** Lines break only between the words of the name. */
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
