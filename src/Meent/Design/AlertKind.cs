namespace Meent.Design;

/// <summary>Tone of an <c>Alert</c> or a <c>Tag</c>.</summary>
public enum AlertKind { Info, Ok, Warning, Error }
