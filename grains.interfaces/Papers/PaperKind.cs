namespace Rectification.Papers;

/// <summary>The papers an office prints, signs and files. The words are for ever: they stand in addresses and in the register.</summary>
[GenerateSerializer, Alias("paper-kind")]
public enum PaperKind
{
    /// <summary>督办单.</summary>
    Order = 1,

    /// <summary>督办提示函（蓝）.</summary>
    Prompt = 2,

    /// <summary>督办警示函（黄、红）.</summary>
    Warning = 3,

    /// <summary>整改销号审批表.</summary>
    SignOff = 4,

    /// <summary>整改延期申请表.</summary>
    Extension = 5,

    /// <summary>整改措施表.</summary>
    Measure = 6,

    /// <summary>反馈问题整改表.</summary>
    Problem = 7,

    /// <summary>整改情况通报.</summary>
    Notice = 8,

    /// <summary>每周汇总； its subject in the register is its day as a number, 20260309.</summary>
    Digest = 9,
}
