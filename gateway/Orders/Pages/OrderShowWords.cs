using Rectification.Gateway.Shell;

namespace Rectification.Gateway.Orders.Pages;

/// <summary>Which orders a list shows, in words.</summary>
internal static class OrderShowWords
{
    public static string Of(OrderShow show, Bilingual say) => show switch
    {
        OrderShow.Mine => say["待我办理", "For me"],
        OrderShow.Awaiting => say["待答复", "Awaiting answer"],
        OrderShow.Late => say["逾期未答复", "Not answered in time"],
        OrderShow.Answered => say["已答复", "Answered"],
        OrderShow.Closed => say["已办结", "Closed"],
        _ => say["全部", "All"],
    };
}
