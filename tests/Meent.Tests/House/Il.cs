using System.Reflection;
using System.Reflection.Emit;

namespace Meent.Tests.House;

/// <summary>What the methods of an assembly say: constant texts and numbers loaded, methods called, in order.</summary>
public static class Il
{
    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(f => (OpCode)f.GetValue(null)!).ToDictionary(c => c.Value);

    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>All methods of the types, nested and made by the compiler included.</summary>
    public static IEnumerable<MethodBase> Methods(IEnumerable<Type> types) => types.SelectMany(t => t.GetMethods(All).Cast<MethodBase>().Concat(t.GetConstructors(All)));

    /// <summary>A constant text (<see cref="Text"/>), or a call (<see cref="Called"/>), or neither: any other instruction.</summary>
    public readonly record struct Step(string? Text, MethodBase? Called);

    public static IEnumerable<Step> Steps(MethodBase method)
    {
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } il) yield break;
        for (var at = 0; at < il.Length;)
        {
            short value = il[at++];
            if (value == 0xFE) value = (short)(0xFE00 | il[at++]);
            var code = Codes[value];
            yield return code.OperandType switch
            {
                OperandType.InlineString => new(method.Module.ResolveString(BitConverter.ToInt32(il, at)), null),
                OperandType.InlineMethod => new(null, Resolve(method, BitConverter.ToInt32(il, at))),
                _ => default,
            };
            at += Size(code.OperandType, il, at);
        }
    }

    private static MethodBase? Resolve(MethodBase method, int token)
    {
        var ofType = method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null;
        return method.Module.ResolveMethod(token, ofType, method.IsGenericMethod ? method.GetGenericArguments() : null);
    }

    private static int Size(OperandType type, byte[] il, int at) => type switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(il, at)),
        _ => 4,
    };
}
